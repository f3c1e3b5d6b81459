{% macro script(this, kwargs) %}
mapbuilder.addMentions({{ this._parent.get_name() }});
{% endmacro %}
