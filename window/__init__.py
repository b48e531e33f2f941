"""The views of the window, a file each: what Gradio shows of the rooms below. ui.py puts them on one page."""
