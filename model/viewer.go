package model

// Viewer is who asks, by the key they sent. Known tells whether it is a key that grants anything.
type Viewer struct{ Known bool }
