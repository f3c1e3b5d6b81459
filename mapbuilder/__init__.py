"""mapbuilder: from texts about history to one offline, interactive map in which every mark opens its sentence."""

__version__ = "0.1.0"
