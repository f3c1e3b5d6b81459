{% macro script(this, kwargs) %}
const {{ this.get_name() }} = mapbuilder.createMap({{ this.container | tojson }});
{% endmacro %}
