"""How the second reading is made: labelled passages in our own words, and the network that learns from them."""
