package model

// Collectivity is any body of the graph: *Commune, *EPCI, *Department, *Region, *OverseasCollectivity or *PublicBody.
type Collectivity interface {
	Node
	IsCollectivity()
	Base() *Body
}

// Body is what all collectivities have in common: their latest known state. A field that was not asked for is zero.
type Body struct {
	Ahead

	ID           CollectivityID
	Kind         CollectivityKind
	Code         string
	SIREN        *string
	Name         string
	NatureCode   string
	PostalCodes  []string
	DepartmentID CollectivityID
	RegionID     CollectivityID
	OverseasID   CollectivityID
	ParentID     CollectivityID
	ValidFrom    Date
	ValidTo      *Date
	Demo         bool
}

func (*Body) IsNode()         {}
func (*Body) IsCollectivity() {}

// Base is the part that all kinds share.
func (b *Body) Base() *Body { return b }

// Commune is the smallest authority.
type Commune struct{ Body }

// EPCI is an inter-municipal body that levies its own tax.
type EPCI struct{ Body }

// Department is a département.
type Department struct{ Body }

// Region is a région.
type Region struct{ Body }

// OverseasCollectivity is a collectivité d'outre-mer.
type OverseasCollectivity struct{ Body }

// PublicBody is any other establishment that the syndicate serves, or the syndicate itself.
type PublicBody struct{ Body }

// Nature is its legal nature.
func (p *PublicBody) Nature() PublicBodyNature { return PublicBodyNature(p.NatureCode) }

// Of gives the body the type of its kind.
func (b Body) Of() Collectivity {
	switch b.Kind {
	case CollectivityKindCommune:
		return &Commune{b}
	case CollectivityKindEPCI:
		return &EPCI{b}
	case CollectivityKindDepartment:
		return &Department{b}
	case CollectivityKindRegion:
		return &Region{b}
	case CollectivityKindOverseasCollectivity:
		return &OverseasCollectivity{b}
	default:
		return &PublicBody{b}
	}
}

// State is how a body was known during a period.
type State struct {
	ValidFrom Date
	ValidTo   *Date
	Code      string
	SIREN     *string
	Name      string
}

// Membership is a commune's stay in an EPCI.
type Membership struct {
	Ahead

	StartsOn Date
	EndsOn   *Date
	EPCIID   CollectivityID
}

// Succession is one body that came out of another.
type Succession struct {
	Ahead

	On       Date
	Kind     SuccessionKind
	FromID   CollectivityID
	FromCode string
	ToID     CollectivityID
	ToCode   string
}
