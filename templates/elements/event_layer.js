{% macro script(this, kwargs) %}
mapbuilder.addEvents({{ this._parent.get_name() }}, {{ this.layer_name | tojson }});
{% endmacro %}
