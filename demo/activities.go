package demo

import (
	"time"

	"maillage/model"
)

// Held is an activity with the code of its service, whether its EPCI's référent organises it, and the counts of it.
type Held struct {
	model.Activity
	Service string
	Buyers  bool // a meeting of their network
	Counts  []*model.ParticipationCount
}

// Activities are those of a year: trainings in the EPCI, and what the syndicate organises itself.
func Activities(f Facts) (all []Held) {
	for _, e := range f.EPCI {
		if e.Base().ValidTo != nil || len(e.Members) == 0 {
			continue
		}
		if e.Code() == Lannion {
			all = append(all,
				held(e, model.ActivityKindMeeting, "Réunion d'information des secrétaires de mairie", noon(2026, time.March, 12), "PARAPHEUR", model.ActivityAudienceAgents, 2),
				held(e, model.ActivityKindVisit, "Mise en place du parapheur", noon(2026, time.June, 9), "PARAPHEUR", model.ActivityAudienceElected, 40),
				held(e, model.ActivityKindTraining, "Télétransmettre un acte, de la saisie à l'accusé de réception", noon(2026, time.June, 18), "ACTES", model.ActivityAudienceAgents, 3),
				held(e, model.ActivityKindMeeting, "Archiver les marchés clos", noon(2026, time.September, 17), "SAE", model.ActivityAudienceCollectivities, 2))
		} else if draw(3, "training", e.Code()) == 0 {
			all = append(all, held(e, model.ActivityKindTraining, "Publier une consultation", noon(2025, time.October, 6+draw(20, "day", e.Code())), "MARCHES", model.ActivityAudienceAgents, 4))
		}
	}
	campaign := Held{Service: "OPENDATA", Activity: activity(model.ActivityKindInformationCampaign, "Publier ses actes : ce que la loi demande", noon(2026, time.May, 11), model.ActivityAudienceCollectivities)}
	fair := Held{Service: "MARCHES", Activity: activity(model.ActivityKindMeeting, "Répondre en ligne à un marché public", noon(2026, time.September, 24), model.ActivityAudienceBusinesses)}
	network := Held{Service: "MARCHES", Buyers: true, Activity: activity(model.ActivityKindNetworkMeeting, "Réseau des acheteurs publics : l'achat durable", noon(2026, time.October, 1), model.ActivityAudienceAgents)}
	for _, e := range f.EPCI {
		if e.Base().ValidTo != nil {
			continue
		}
		if Buyer(e) {
			network.add(e, e.Base().ID, model.CountInvited, 0)
		}
		if e.Code() != Lannion && draw(6, "campaign", e.Code()) != 0 {
			continue
		}
		fair.add(e, e.Base().ID, model.CountInvited, 0)
		for _, c := range e.Members {
			got := 1 + draw(3, "got", c.Code)
			read := draw(got+1, "read", c.Code)
			campaign.add(e, c.ID, model.CountInvited, 0)
			campaign.add(e, c.ID, model.CountDelivered, got)
			campaign.add(e, c.ID, model.CountRead, read)
			campaign.add(e, c.ID, model.CountRelayed, draw(read+1, "relayed", c.Code))
		}
	}
	return append(all, campaign, fair, network)
}

// held is an activity of an EPCI, to which one commune in some is invited; two in three of them register, and come if it is past.
func held(e Body, kind model.ActivityKind, title string, at time.Time, service string, audience model.ActivityAudience, one int) Held {
	h := Held{Activity: activity(kind, title, at, audience), Service: service}
	h.OrganiserID = e.Base().ID
	place := "Siège de la communauté"
	h.Place = &place
	for i, c := range e.Members {
		if draw(one, title, c.Code) != 0 && i > 0 {
			continue
		}
		h.add(e, c.ID, model.CountInvited, 0)
		if draw(3, title, "registered", c.Code) != 0 || i == 0 {
			n := 1 + draw(2, title, "persons", c.Code)
			h.add(e, c.ID, model.CountRegistered, n)
			if at.Before(noon(2026, time.June, 1)) {
				h.add(e, c.ID, model.CountAttended, draw(n+1, title, "came", c.Code))
			}
		}
	}
	return h
}

func activity(kind model.ActivityKind, title string, at time.Time, audience model.ActivityAudience) model.Activity {
	return model.Activity{Kind: kind, Title: title, Begins: at, Audience: audience, OrganisedAt: at.AddDate(0, -2, 0), RecordedBy: "démonstration", Demo: true}
}

func (h *Held) add(e Body, who model.CollectivityID, kind string, n int) {
	h.Counts = append(h.Counts, &model.ParticipationCount{CollectivityID: who, EPCIID: e.Base().ID, Kind: kind, Persons: n, RecordedAt: h.OrganisedAt, RecordedBy: "démonstration"})
}

// Buyer tells whether an EPCI is in the network of the buyers.
func Buyer(e Body) bool {
	return e.Base().ValidTo == nil && (e.Code() == Lannion || draw(5, "buyer", e.Code()) == 0)
}
