package demo

import (
	"fmt"

	"maillage/model"
)

// PublicBodies are the syndicate itself, a fire service per department, and the social-action centres of two communes
// and of an EPCI. Their SIREN begin with 999, which nobody bears, and pass the control sum.
func PublicBodies(f Facts) (all []model.Body) {
	add := func(name string, nature model.PublicBodyNature, parent model.CollectivityID) {
		siren := model.SIREN(fmt.Sprintf("9990%04d", len(all)+1))
		all = append(all, model.Body{Kind: model.CollectivityKindPublicBody, Code: siren, SIREN: &siren, Name: name, NatureCode: string(nature),
			ParentID: parent, ValidFrom: year(2020), Demo: true})
	}
	add("Syndicat mixte numérique (démonstration)", model.PublicBodyNatureSyndicatMixte, 0)
	for _, d := range f.Departments {
		add("SDIS "+d.Code()+" (démonstration)", model.PublicBodyNatureSdis, d.Base().ID)
	}
	for _, c := range f.Communes {
		if c.Code == "22113" || c.Code == "35238" {
			add("CCAS de "+c.Name+" (démonstration)", model.PublicBodyNatureCcas, c.ID)
		}
	}
	for _, e := range f.EPCI {
		if e.Code() == "200065928" {
			add("CIAS de "+e.Base().Name+" (démonstration)", model.PublicBodyNatureCias, e.Base().ID)
		}
	}
	return all
}
