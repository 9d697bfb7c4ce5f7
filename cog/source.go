package cog

import (
	"time"

	"maillage/model"
)

// Source is what the open licence asks to be told of a millésime: from whom, of when, under which terms, and that it was
// changed.
type Source struct {
	Publisher  string
	Producers  []string
	Version    string
	Name       string
	PackedOn   *model.Date // day on which the publisher packed the version; nil when it is not known by heart
	Licence    string
	LicenceURL string
	URL        string
	Note       string
}

// Source is the attribution of the millésime.
func (m Millesime) Source() Source {
	return Source{
		Publisher: "Etalab, decoupage-administratif " + m.Version,
		Producers: []string{
			"INSEE: Code officiel géographique, populations légales",
			"DGCL: liste et composition des EPCI à fiscalité propre",
			"La Poste: base officielle des codes postaux",
		},
		Version:    m.Version,
		Name:       m.Name,
		PackedOn:   packedOn(m.Version),
		Licence:    "Licence Ouverte 2.0",
		LicenceURL: "https://www.etalab.gouv.fr/licence-ouverte-open-licence",
		URL:        "https://github.com/datagouv/decoupage-administratif",
		Note: "The data was transformed: a selection of fields, joined into one dated graph; successions and periods are " +
			"derived from the difference between millésimes.",
	}
}

func packedOn(version string) *model.Date {
	days := map[string]model.Date{
		"1.1.1": model.NewDate(2022, time.February, 18),
		"2.3.1": model.NewDate(2023, time.January, 30),
		"3.1.1": model.NewDate(2023, time.September, 27),
		"4.1.0": model.NewDate(2025, time.February, 11),
		"5.3.0": model.NewDate(2026, time.January, 19),
		"6.0.0": model.NewDate(2026, time.March, 9),
	}
	if day, known := days[version]; known {
		return &day
	}
	return nil
}
