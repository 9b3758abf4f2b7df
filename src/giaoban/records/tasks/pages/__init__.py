"""What each page shows, put together from selectors: views ask here and answer."""
