package model

import "slices"

// Viewer is who asks, by the key they sent: its name, empty where nobody knows it, and what it grants. A référent's key acts by
// a mandate and within its EPCI, a partner's for its services alone; where neither is set it acts everywhere.
type Viewer struct {
	Name     string
	Grants   []Permission
	Mandate  MandateID
	EPCI     CollectivityID
	Services []OfferID
}

// Reaches tells whether the key acts within an EPCI; 0 is that of what lies in none.
func (v *Viewer) Reaches(epci CollectivityID) bool { return v.EPCI == 0 || v.EPCI == epci }

// Serves tells whether the key acts for a service.
func (v *Viewer) Serves(service OfferID) bool {
	return len(v.Services) == 0 || slices.Contains(v.Services, service)
}
