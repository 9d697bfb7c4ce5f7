package model

// Profile is what a contribution rule may ask of a body on a day. Codes of territories are empty where there is none.
type Profile struct {
	ID                     CollectivityID
	Kind                   CollectivityKind
	Code                   string
	Name                   string
	Nature                 string
	Department             string
	Region                 string
	DepartmentID, RegionID CollectivityID
	EPCI                   CollectivityID // of a commune
	EPCICode               string
	Municipal              *Figure
	Total                  *Figure
}

// Figure is a legal population with the census that it was counted in, 0 where the source does not say.
type Figure struct{ Value, Census int }
