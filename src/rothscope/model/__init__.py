"""The values that flow through Rothscope; every one is frozen and keeps a way back to its page."""
