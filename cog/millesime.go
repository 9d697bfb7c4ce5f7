package cog

import (
	"time"

	"maillage/model"
)

// Millesime says what a published version of the almanac is of. Its communes and its EPCI may be of different years:
// version 6.0.0 carries the communes of 2026 and the EPCI of 2025. So may their populations.
type Millesime struct {
	Version       string     // of the package, "6.0.0"
	Name          string     // "COG 2026, EPCI 2025"
	CommunesOn    model.Date // day from which the communes, departments and regions are so
	EPCIOn        model.Date // day from which the EPCI and their members are so
	CommuneCensus int        // census year of the populations in the commune file
	EPCICensus    int        // census year of the populations in the EPCI file
	MayotteCensus int        // census year of Mayotte's populations, in both files
}

// Published is the millésimes that the almanac knows by heart and carries embedded, oldest first.
func Published() []Millesime {
	return []Millesime{
		published("1.1.1", "COG 2021", 2021, 2021, 2019, 2018),
		published("2.3.1", "COG 2022", 2022, 2022, 2020, 2019),
		published("3.1.1", "COG 2023", 2023, 2023, 2020, 2020),
		published("4.1.0", "COG 2024", 2024, 2024, 2022, 2021),
		published("5.3.0", "COG 2025", 2025, 2025, 2023, 2022),
		published("6.0.0", "COG 2026, EPCI 2025", 2026, 2025, 2023, 2022),
	}
}

func published(version, name string, communes, epci, communeCensus, epciCensus int) Millesime {
	return Millesime{version, name, newYear(communes), newYear(epci), communeCensus, epciCensus, mayotte2017}
}

// mayotte2017 is the last census of Mayotte before it joined the yearly one: the published figures have not moved since.
const mayotte2017 = 2017

func newYear(y int) model.Date { return model.NewDate(y, time.January, 1) }

// inForce is the day from which the figures of a census are authentic. A yearly census describes the middle of its five
// years, and its figures come into force on 1 January three years later; Mayotte's general census of 2017 did so on the
// next 1 January.
func inForce(census int) model.Date {
	if census == mayotte2017 {
		return newYear(census + 1)
	}
	return newYear(census + 3)
}
