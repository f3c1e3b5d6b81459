{% macro script(this, kwargs) %}
mapbuilder.start({{ this._parent.get_name() }});
{% endmacro %}
