package demo

import "maillage/model"

var given = []string{"Anne", "Yann", "Gwenaëlle", "Erwan", "Nolwenn", "Loïc", "Soizic", "Ronan", "Maëlle", "Tanguy", "Catherine", "Philippe", "Aurore", "Mathieu", "Rozenn", "Kevin"}
var family = []string{"Le Goff", "Kerbrat", "Quéméner", "Le Bihan", "Riou", "Guillou", "Tanguy", "Morvan", "Le Floc'h", "Cariou", "Hervé", "Pennec", "Le Roux", "Salaün", "Guéguen", "Jaouen", "Prigent"}

// Referent is an invented person who is the référent of an EPCI.
type Referent struct {
	Name    string
	Email   *string
	Mandate model.Mandate
}

// Referents are the référents of nine EPCI in ten; some hold the role after somebody else.
func Referents(f Facts) (all []Referent) {
	for _, e := range f.EPCI {
		code := e.Code()
		if draw(10, "none", code) == 0 && code != "200065928" {
			continue
		}
		since := year(2022 + draw(3, "referent", code))
		if e.Base().ValidTo != nil {
			continue
		}
		if draw(4, "former", code) == 0 {
			all = append(all, referent(e, "former", year(2021), &since))
		}
		all = append(all, referent(e, "present", since, nil))
	}
	return all
}

func referent(e Body, which string, since model.Date, to *model.Date) Referent {
	name := given[draw(len(given), which, "given", e.Code())] + " " + family[draw(len(family), which, "family", e.Code())]
	return Referent{name, nil, model.Mandate{CollectivityID: e.Base().ID, Role: model.MandateRoleReferent, Since: since, Until: to, Demo: true}}
}

// Correspondents are whom the syndicate writes to in two communes of three of Lannion.
func Correspondents(f Facts) (all []Referent) {
	for _, e := range f.EPCI {
		for _, c := range e.Members {
			if e.Code() != Lannion || draw(3, "correspondent", c.Code) == 0 {
				continue
			}
			name := given[draw(len(given), "correspondent given", c.Code)] + " " + family[draw(len(family), "correspondent family", c.Code)]
			address := "mairie-" + c.Code + "@demo.example"
			all = append(all, Referent{name, &address, model.Mandate{CollectivityID: c.ID, Role: model.MandateRoleCorrespondent, Since: year(2024), Demo: true}})
		}
	}
	return all
}
