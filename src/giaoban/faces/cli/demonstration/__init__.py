"""The demo: invented people, our own sentences, a ministry's June of 2020."""
