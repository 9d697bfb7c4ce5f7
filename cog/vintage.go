package cog

// Vintage is one millésime as its publisher gave it, in a fixed order: everything sorted by code.
type Vintage struct {
	Millesime
	Regions     []Region
	Departments []Department
	Overseas    []Overseas
	Communes    []Commune
	EPCI        []EPCI
}

// Region is a région of metropolitan France or overseas.
type Region struct {
	Code, Name string
	SeatCode   string // chef-lieu
}

// Department is a département and the code of its region.
type Department struct {
	Code, Name string
	SeatCode   string // chef-lieu
	Region     string
}

// Overseas is a collectivité d'outre-mer, New Caledonia, the southern lands or Clipperton; millésime 2021 names them on
// their communes only, without chef-lieu.
type Overseas struct {
	Code, Name string
	SeatCode   string
}

// Commune is a commune actuelle; its place is a department and a region, or an overseas collectivity.
type Commune struct {
	Code, Name  string
	SIREN       string // from the EPCI file where the commune file has none, as in 2021; empty overseas
	Department  string
	Region      string
	Overseas    string
	PostalCodes []string // sorted; five uninhabited places have none
	FormerCodes []string // anciens codes: those of the communes that live on in this one, sorted
	Municipal   *int     // population municipale; nil where the source has none, which is not zero
}

// EPCI is an EPCI à fiscalité propre and the communes that make it up.
type EPCI struct {
	SIREN, Name string
	Nature      Nature
	Financing   Financing
	Municipal   int
	Total       int
	Members     []Member
}

// Member is a commune within an EPCI, with the figures that the EPCI file gives for it.
type Member struct {
	Code, SIREN string
	Municipal   int
	Total       int
}

// Nature is the legal nature of an EPCI.
type Nature string

const (
	NatureCC    Nature = "CC"    // communauté de communes
	NatureCA    Nature = "CA"    // communauté d'agglomération
	NatureCU    Nature = "CU"    // communauté urbaine
	NatureMETRO Nature = "METRO" // métropole
	NatureMET69 Nature = "MET69" // métropole de Lyon
)

// Financing is how an EPCI levies its own taxes.
type Financing string

const (
	FinancingFPU Financing = "FPU" // fiscalité professionnelle unique
	FinancingFA  Financing = "FA"  // fiscalité additionnelle
)
