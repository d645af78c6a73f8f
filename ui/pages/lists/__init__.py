"""What every list can: filters by column, columns chosen and moved, views kept by name, files and paper."""
