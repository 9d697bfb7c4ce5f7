package demo

import (
	"fmt"
	"time"

	"maillage/model"
)

// The colleges of the demonstration, by code.
const (
	CollegeRegion      = "REGION"
	CollegeDepartments = "DEPARTEMENTS"
	CollegeLarge       = "EPCI_50000"
	CollegeMiddle      = "EPCI_20000"
	CollegeSmall       = "EPCI"
)

// Colleges have the weights that the syndicate of Brittany publishes: 769 voices with 20, 29 and 11 EPCI.
func Colleges(f Facts) []*model.College {
	college := func(code, name string, kind model.CollectivityKind, from, to *int, delegates, voices int) *model.College {
		return &model.College{Code: code, Name: name, RegionID: f.Region.Base().ID, Kind: kind, PopulationFrom: from, PopulationTo: to,
			DelegatesPerMember: delegates, VoicesPerDelegate: voices, ValidFrom: year(2021), Demo: true}
	}
	const epci = model.CollectivityKindEPCI
	middle, large := 20_000, 50_000
	return []*model.College{
		college(CollegeRegion, "Région", model.CollectivityKindRegion, nil, nil, 4, 75),
		college(CollegeDepartments, "Départements", model.CollectivityKindDepartment, nil, nil, 2, 25),
		college(CollegeLarge, "EPCI de plus de 50 000 habitants", epci, &large, nil, 2, 5),
		college(CollegeMiddle, "EPCI de 20 000 à 50 000 habitants", epci, &middle, &large, 1, 2),
		college(CollegeSmall, "EPCI de moins de 20 000 habitants", epci, nil, &middle, 1, 1),
	}
}

// Meeting is a session with the ballot that it held; none for a session without quorum.
type Meeting struct {
	model.Session
	Follows model.Date // of a second convocation
	Ballot  *model.Ballot
	turnout int // delegates out of ten who come
}

// Meetings are the sessions of each December in which the barème of the next year was voted. In 2023 too few came at first.
func Meetings() []Meeting {
	return []Meeting{
		voted(10, 2021, model.ConvocationFirst, 0),
		voted(9, 2022, model.ConvocationFirst, 0),
		{meeting(8, 2023, model.ConvocationFirst), 0, nil, 3},
		voted(15, 2023, model.ConvocationSecond, december(8, 2023)),
		voted(13, 2024, model.ConvocationFirst, 0),
		voted(12, 2025, model.ConvocationFirst, 0),
	}
}

// Deliberation is the number under which the barème of a year was voted, in the December before; 2022 to 2026 have one.
func Deliberation(year int) string { return fmt.Sprintf("CS-%d-12-01", year-1) }

func december(day, year int) model.Date { return model.NewDate(year, time.December, day) }

func meeting(day, year int, c model.Convocation) model.Session {
	return model.Session{Date: december(day, year), Place: "Rennes (démonstration)", Convocation: c, Demo: true}
}

func voted(day, year int, c model.Convocation, follows model.Date) Meeting {
	m := Meeting{Session: meeting(day, year, c), Follows: follows, turnout: 7}
	m.Ballot = &model.Ballot{Subject: fmt.Sprintf("Barème des contributions %d", year+1), DeliberationNumber: Deliberation(year + 1), DeliberationDate: m.Date, Demo: true}
	return m
}

// Power is delegates of one member who gave theirs to one of another.
type Power struct{ Giver, Holder *model.Attendance }

// Sheet invents who came: half of those who could not gave a pouvoir to somebody present, who holds no other.
func (m Meeting) Sheet(members []*model.CollegeMember) (rows []*model.Attendance, powers []Power) {
	for _, who := range members {
		row := &model.Attendance{Member: who.Member}
		for d := range who.Delegates {
			if draw(10, "present", m.Date.String(), who.Code, fmt.Sprint(d)) < m.turnout {
				row.Present++
			}
		}
		rows = append(rows, row)
	}
	at, held := 0, 0
	for _, giver := range rows {
		for d := range giver.Delegates - giver.Present {
			for at < len(rows) && held == rows[at].Present {
				at, held = at+1, 0
			}
			if at < len(rows) && draw(2, "pouvoir", m.Date.String(), giver.Code, fmt.Sprint(d)) == 0 {
				giver.Represented++
				held++
				powers = append(powers, Power{giver, rows[at]})
			}
		}
	}
	return rows, powers
}

// Vote invents how the delegates of a member voted: most are for.
func (m Meeting) Vote(a *model.Attendance) *model.Vote {
	v := &model.Vote{}
	for d := range a.Present + a.Represented {
		switch draw(20, "vote", m.Date.String(), a.Code, fmt.Sprint(d)) {
		case 0, 1, 2:
			v.Against++
		case 3:
			v.Abstained++
		default:
			v.For++
		}
	}
	return v
}
