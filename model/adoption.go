package model

// Adoption is who makes use of what they are entitled to: communes over all services, and for each service.
type Adoption struct {
	Uptake
	ByService []*ServiceAdoption
}

// ServiceAdoption is the same for one service.
type ServiceAdoption struct {
	Uptake
	ServiceID            OfferID
	MedianDaysToFirstUse *int
}

// Uptake are numbers of communes: those entitled, and where they stand.
type Uptake struct{ Entitled, Active, Dormant, NeverUsed, NewlyEntitled int }
