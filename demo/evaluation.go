package demo

import "maillage/model"

// Objective is a target of the invented strategic plan.
type Objective struct {
	Indicator              string
	Year                   int
	Value, Label, Answerer string
}

// Objectives are the targets of the plan 2024-2028.
var Objectives = []Objective{
	{"COVERAGE", 2025, "88", "Couvrir tout le territoire", "Direction générale"}, {"COVERAGE", 2026, "92", "Couvrir tout le territoire", "Direction générale"},
	{"ADOPTION", 2025, "80", "Faire des services une habitude", "Pôle accompagnement"}, {"ADOPTION", 2026, "85", "Faire des services une habitude", "Pôle accompagnement"},
	{"FREE_RIDING", 2026, "0", "Rendre chaque commune responsable", "Pôle accompagnement"}, {"ACCOMPANIED", 2026, "400", "Être proche de chaque commune", "Réseau des référents"},
	{"SATISFACTION", 2025, "4.0", "Rendre un service reconnu", "Pôle services"}, {"SATISFACTION", 2026, "4.1", "Rendre un service reconnu", "Pôle services"},
	{"RESPONSE_RATE", 2026, "30", "Rendre un service reconnu", "Pôle services"},
}

// Costs are what the policy cost, in euros, from invented accounts.
var Costs = map[int]model.Euro{2024: 1_652_000_00, 2025: 1_718_500_00, 2026: 1_790_000_00}

// Benefit is what a unit of use is taken to bring.
type Benefit struct {
	Service            string
	Amount             model.Euro
	Assumption, Source string
}

// Benefits are assumptions of the demonstration; that of notices is what a registered letter costs.
var Benefits = []Benefit{
	{"ACTES", 1_90, "impression, déplacement ou envoi postal évités par acte", "hypothèse de la démonstration"},
	{"CONVOCATION", 8_50, "lettre recommandée évitée par élu", "ordre de grandeur publié par un centre de gestion"},
	{"MARCHES", 120_00, "frais de publication et de reprographie évités par consultation", "hypothèse de la démonstration"},
	{"PARAPHEUR", 70, "impression et circulation papier évitées par document", "hypothèse de la démonstration"},
	{"PES", 2_40, "édition et transport des pièces évités par flux", "hypothèse de la démonstration"},
	{"SVE", 3_00, "traitement papier évité par demande", "hypothèse de la démonstration"},
}
