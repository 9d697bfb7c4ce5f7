package model

// Viewer is who asks, by the key they sent: its name, empty where nobody knows it, and what it grants.
type Viewer struct {
	Name   string
	Grants []Permission
}
