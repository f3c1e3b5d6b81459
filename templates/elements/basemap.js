{% macro script(this, kwargs) %}
mapbuilder.addBasemap({{ this._parent.get_name() }});
{% endmacro %}
