"""The overview: what the chairman asks, every mark leading to its entries."""
