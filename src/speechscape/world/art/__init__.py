"""The art of every element, one module per set; importing this package registers nothing until `art.gallery` asks for it."""
