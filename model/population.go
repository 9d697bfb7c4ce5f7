package model

import "fmt"

// Population is a legal population. Census is its reference year, nil where the source does not state it.
type Population struct {
	Value       int
	Kind        PopulationKind
	Vintage     *int
	InForceFrom Date
	Version     string
}

// Source says where the figure comes from.
func (p *Population) Source() string {
	return fmt.Sprintf("INSEE, legal populations in force on %s, through Etalab decoupage-administratif %s", p.InForceFrom, p.Version)
}

// Source is a millésime of national data, as it was loaded.
type Source struct {
	ID             int
	Version        string
	Name           string
	Publisher      string
	Licence        string
	URL            string
	Transformation string
	CommunesOn     Date
	EPCIOn         Date
	Mismatches     []string
}
