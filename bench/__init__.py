"""How fast, how large and how good, beside llama-index's stock pipeline on the same texts and encoder.

It looks at the product from the side, as eval does; nothing imports it. Every subject is measured in a process of its
own, so that memory and imports are its own. Nothing here is a test: times are printed, never asserted.
"""
