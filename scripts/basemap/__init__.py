"""Makes the files of geodata/basemap and geodata/areas from pinned packages. Run scripts/make_basemap."""
