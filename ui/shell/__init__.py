"""The parts of the window around the pages: navigation, header, details, status, menus."""
