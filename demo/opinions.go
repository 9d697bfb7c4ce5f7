package demo

import (
	"slices"
	"strconv"
	"time"

	"maillage/model"
)

// Signed is a charter with its goals by the code of the service.
type Signed struct {
	model.Charter
	Goals []Goal
}

// Goal is how often a year a service is to be used, by one of its indicators.
type Goal struct {
	Service, Indicator string
	Yearly             int
}

// Charters are those that one commune in four of Lannion signed; none of the planted free riders did.
func Charters(f Facts) (all []Signed) {
	for _, e := range f.EPCI {
		for _, c := range e.Members {
			if e.Code() == Lannion && draw(4, "charter", c.Code) == 0 && !slices.Contains(FreeRiders, c.Code) {
				goals := []Goal{{"ACTES", "ACTES_SENT", 60 + 10*draw(6, "goal", c.Code)}}
				if draw(4, "signs", c.Code) == 0 {
					goals = append(goals, Goal{"PARAPHEUR", "DOCUMENTS_SIGNED", 100 + 20*draw(5, "goal", c.Code)})
				}
				all = append(all, Signed{model.Charter{CollectivityID: c.ID, SignedOn: model.NewDate(2025, time.March, 10), Deadline: model.NewDate(2026, time.March, 31),
					RecordedAt: noon(2025, time.March, 12), RecordedBy: "démonstration", Demo: true}, goals})
			}
		}
	}
	return all
}

// Judged is an opinion or an answer with the code of the service that it is about.
type Judged struct {
	Service        string
	CollectivityID model.CollectivityID
	Score          int
	Remark         *string
	On             model.Date
}

var remarks = []string{"Une formation de rappel serait utile.", "Le service répond vite.", "La page est difficile à lire sur un petit écran.", "Nous n'avons pas encore eu le temps."}

// Opinions are what some communes think of two services.
func Opinions(f Facts) (all []Judged) {
	for _, c := range f.Communes {
		if draw(24, "opinion", c.Code) == 0 {
			all = append(all, judged(c, "opinion", []string{"ACTES", "PARAPHEUR"}[draw(2, "opinion of", c.Code)], model.NewDate(2026, time.February, 1+draw(28, "opinion on", c.Code))))
		}
	}
	return all
}

// Poll is a survey with those who were invited and what they answered.
type Poll struct {
	model.Survey
	Invited []model.CollectivityID
	Answers []Judged
}

// Polls are the surveys of 2025 and 2026: one commune in four was invited, and fewer than half of them answered.
func Polls(f Facts) (all []Poll) {
	for _, y := range []int{2025, 2026} {
		word := "survey " + strconv.Itoa(y)
		closed := model.NewDate(y, time.May, 16)
		p := Poll{Survey: model.Survey{Year: y, OpenedOn: model.NewDate(y, time.April, 1), ClosedOn: &closed, RecordedBy: "démonstration", Demo: true}}
		for _, c := range f.Communes {
			if draw(4, "invited", c.Code) != 0 {
				continue
			}
			p.Invited = append(p.Invited, c.ID)
			if draw(100, word, c.Code) >= 38 {
				continue
			}
			for _, service := range []string{"ACTES", "MARCHES", "PARAPHEUR"} {
				if draw(3, word, service, c.Code) != 0 {
					p.Answers = append(p.Answers, judged(c, word, service, model.NewDate(y, time.April, 2+draw(40, word, "day", c.Code))))
				}
			}
		}
		all = append(all, p)
	}
	return all
}

func judged(c *model.Commune, word, service string, on model.Date) Judged {
	j := Judged{Service: service, CollectivityID: c.ID, Score: 5 - (draw(3, word, "score", service, c.Code)+draw(3, word, "mood", c.Code))%5, On: on}
	if draw(6, word, "remark", service, c.Code) == 0 {
		j.Remark = &remarks[draw(len(remarks), word, service, c.Code)]
	}
	return j
}
