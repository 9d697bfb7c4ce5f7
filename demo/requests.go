package demo

import (
	"time"

	"maillage/model"
)

// Lannion is the EPCI whose référent has the most to do.
const Lannion = "200065928"

// Asked is a request with the code of its service and what was said to it.
type Asked struct {
	model.Request
	Service string
	Steps   []*model.RequestStep
}

var questions = []struct {
	kind                   model.RequestKind
	service, subject, text string
}{
	{model.RequestKindHelp, "ACTES", "Rejets de la préfecture", "Depuis le changement de certificat, les arrêtés de voirie reviennent rejetés. Qui peut nous aider ?"},
	{model.RequestKindRequest, "SAE", "Ouvrir un espace d'archivage", "Le conseil souhaite archiver les marchés clos. Que faut-il signer ?"},
	{model.RequestKindSuggestion, "PARAPHEUR", "Signer depuis un téléphone", "Le maire signe souvent en déplacement : une page adaptée au téléphone serait utile."},
	{model.RequestKindHelp, "MARCHES", "Première consultation en ligne", "La secrétaire de mairie n'a jamais publié de consultation et demande un accompagnement."},
	{model.RequestKindRequest, "CONVOCATION", "Former les nouveaux élus", "Huit élus ne savent pas ouvrir leur convocation dématérialisée."},
	{model.RequestKindSuggestion, "OPENDATA", "Modèle de délibération", "Un modèle pour publier les données essentielles nous ferait gagner du temps."},
	{model.RequestKindHelp, "PES", "Flux non acquittés", "Trois flux attendent l'acquittement du comptable depuis dix jours."},
	{model.RequestKindRequest, "", "Rencontrer le référent", "La commune change de secrétaire et voudrait reprendre le point des services."},
}

// Requests are what the communes asked in a year; those of Lannion are mostly still open.
func Requests(f Facts) (all []Asked) {
	for _, e := range f.EPCI {
		n := 1 - draw(2, "requests", e.Code())
		if e.Code() == Lannion {
			n = 7
		}
		if e.Base().ValidTo != nil || len(e.Members) == 0 {
			continue
		}
		for i := range n {
			words := []string{"request", e.Code(), string(rune('a' + i))}
			q := questions[(i+draw(len(questions), "question", e.Code()))%len(questions)]
			at := noon(2026, time.June, 1-3-draw(20, words...)-24*i)
			r := Asked{Service: q.service, Request: model.Request{Kind: q.kind, CollectivityID: e.Members[draw(len(e.Members), words...)].ID, EPCIID: e.Base().ID,
				Subject: q.subject, Body: q.text, SubmittedAt: at, RecordedBy: "démonstration", Demo: true}}
			if i >= 5 || e.Code() != Lannion && draw(2, "open", e.Code()) == 0 {
				r.Steps = append(r.Steps, &model.RequestStep{Status: model.RequestStatusAnswered, Text: "Le syndicat rappelle la mairie dans la semaine.", TakenAt: at.AddDate(0, 0, 2), RecordedBy: "démonstration"})
			}
			if i == 6 {
				r.Steps = append(r.Steps, &model.RequestStep{Status: model.RequestStatusClosed, Text: "Fait avec la mairie, par téléphone.", TakenAt: at.AddDate(0, 0, 3), RecordedBy: "démonstration"})
			}
			all = append(all, r)
		}
	}
	return all
}

// noon is a moment in the middle of a day.
func noon(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 10, 0, 0, 0, time.UTC) }
