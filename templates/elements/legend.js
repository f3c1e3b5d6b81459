{% macro script(this, kwargs) %}
mapbuilder.addLegend({{ this._parent.get_name() }}, {{ this.overlays | list | tojson }});
{% endmacro %}
