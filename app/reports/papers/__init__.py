"""The papers themselves: what each says, made of figures and words into one content object."""
