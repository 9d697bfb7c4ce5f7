package actions

import (
	"context"
	"errors"
	"math/big"

	"maillage/db"
	"maillage/model"
)

// policyIndicators are what the policy is judged by. A code and its definition stay; another definition is another code.
var policyIndicators = []model.PolicyIndicator{
	{Code: "MEMBERS", Label: "Souscripteurs", Unit: "collectivité", Source: "Souscriptions", Definition: "Communes du territoire, et EPCI dont elles sont membres, qui ont une souscription en cours à la date."},
	{Code: "ENTITLED", Label: "Communes bénéficiaires", Unit: "commune", Source: "Souscriptions et adhésions aux EPCI", Definition: "Communes du territoire qui peuvent utiliser au moins un service à la date, par elles-mêmes ou par leur EPCI."},
	{Code: "REGISTERED", Label: "Communes engagées par écrit", Unit: "commune", Source: "Chartes et adhésions signées", Definition: "Communes du territoire qui ont signé une charte, ou une adhésion en vigueur, à la date."},
	{Code: "ACTIVE", Label: "Communes actives", Unit: "commune", Source: "Relevés mensuels d'usage", Definition: "Communes bénéficiaires qui ont utilisé au moins un service pendant l'un des 6 derniers mois complets."},
	{Code: "COVERAGE", Label: "Taux de couverture", Unit: "%", Source: "Souscriptions et adhésions aux EPCI", Definition: "Communes bénéficiaires rapportées aux communes du territoire."},
	{Code: "ADOPTION", Label: "Taux d'appropriation", Unit: "%", Source: "Relevés mensuels d'usage", Definition: "Communes actives rapportées aux communes bénéficiaires."},
	{Code: "DORMANT", Label: "Communes dormantes", Unit: "commune", Source: "Relevés mensuels d'usage", Definition: "Communes bénéficiaires qui ont utilisé un service auparavant, mais aucun pendant les 6 derniers mois complets."},
	{Code: "NEVER_USED", Label: "Communes jamais utilisatrices", Unit: "commune", Source: "Relevés mensuels d'usage", Definition: "Communes bénéficiaires depuis 3 mois au moins qui n'ont jamais utilisé aucun service."},
	{Code: "FREE_RIDING", Label: "Passagers clandestins", Unit: "commune", Source: "Barème, souscriptions, relevés d'usage", Definition: "Communes actives qui ne supportent aucun coût, n'ont rien signé, et utilisent les services plus de trois fois plus par habitant que la médiane de leur strate (définition, version 1)."},
	{Code: "ACCOMPANIED", Label: "Communes accompagnées", Unit: "commune", Source: "Feuilles de présence des activités", Definition: "Communes du territoire présentes à une réunion, une formation ou une visite pendant les 12 mois qui finissent à la date."},
	{Code: "SATISFACTION", Label: "Note de satisfaction", Unit: "note de 1 à 5", Source: "Enquêtes de l'année", Definition: "Moyenne des notes données aux services par les collectivités qui ont répondu."},
	{Code: "RESPONSE_RATE", Label: "Taux de réponse", Unit: "%", Source: "Enquêtes de l'année", Definition: "Collectivités qui ont répondu rapportées aux collectivités invitées."},
	{Code: "CONTRIBUTIONS", Label: "Contributions imputées", Unit: "€", Source: "Appel de contributions, ou projection par le barème en vigueur", Definition: "Somme des parts imputées aux communes du territoire, quel qu'en soit le payeur."},
	{Code: "AVOIDED_COST", Label: "Gain de mutualisation", Unit: "€", Source: "Barème", Definition: "Ce que les communes auraient payé seules, moins leurs parts imputées, là où le prix seul est connu."},
	{Code: "COST_PER_ACTIVE", Label: "Contribution par commune active", Unit: "€", Source: "Barème et relevés d'usage", Definition: "Contributions imputées rapportées aux communes actives."},
}

// PolicyIndicators are the figures of an evaluation, with those of the year before and their targets.
func (a *Actions) PolicyIndicators(ctx context.Context, e *model.Evaluation) ([]*model.PolicyIndicator, error) {
	values, err := a.measure(ctx, e)
	if err != nil {
		return nil, err
	}
	before := map[string]*big.Rat{}
	if e.Year > 2021 {
		last, err := a.evaluation(ctx, e.Kind, e.Code, e.Year-1)
		if err == nil {
			before, err = a.measure(ctx, last)
		}
		var fault *model.Error
		if err != nil && !(errors.As(err, &fault) && fault.Code == model.CodeNotFound) { // the territory may be younger
			return nil, err
		}
	}
	targets, err := a.DB.TargetsOf(ctx, e.Year)
	if err != nil {
		return nil, err
	}
	list := make([]*model.PolicyIndicator, len(policyIndicators))
	for i := range policyIndicators {
		row := policyIndicators[i]
		row.AsOf, row.Value, row.Previous = e.AsOf, rounded(values[row.Code], row.Unit), rounded(before[row.Code], row.Unit)
		if t := targets[row.Code]; t != nil {
			row.Target, row.Objective, row.Owner = &t.Value, &t.Objective, &t.Owner
		}
		list[i] = &row
	}
	return list, nil
}

// measure gives the figures by code; what nobody knows is missing.
func (a *Actions) measure(ctx context.Context, e *model.Evaluation) (map[string]*big.Rat, error) {
	over := db.Territory{Kind: e.Kind, Code: e.Code}
	adoption, err := a.DB.AdoptionIn(ctx, over, e.AsOf)
	if err != nil {
		return nil, err
	}
	signers, err := a.DB.SignersAmong(ctx, e.Known, e.AsOf)
	if err != nil {
		return nil, err
	}
	subscribers, accompanied, err := a.DB.Involved(ctx, e.Known, e.AsOf)
	if err != nil {
		return nil, err
	}
	satisfaction, err := a.DB.SatisfactionOver(ctx, over, e.Year)
	if err != nil {
		return nil, err
	}
	responsibility, err := e.Standings()
	if err != nil {
		return nil, err
	}
	money, err := e.Money()
	if err != nil {
		return nil, err
	}
	entitled, active := int64(adoption.Entitled), int64(adoption.Active)
	values := map[string]*big.Rat{"CONTRIBUTIONS": big.NewRat(int64(money.Contributions), 100), "AVOIDED_COST": big.NewRat(int64(money.AvoidedCost), 100)}
	for code, n := range map[string]int64{"MEMBERS": int64(subscribers), "ENTITLED": entitled, "REGISTERED": int64(len(signers)), "ACTIVE": active, "DORMANT": int64(adoption.Dormant),
		"NEVER_USED": int64(adoption.NeverUsed), "FREE_RIDING": int64(responsibility.FreeRiding), "ACCOMPANIED": int64(accompanied)} {
		values[code] = big.NewRat(n, 1)
	}
	for code, of := range map[string][2]int64{"COVERAGE": {100 * entitled, int64(len(e.Known))}, "ADOPTION": {100 * active, entitled}, "COST_PER_ACTIVE": {int64(money.Contributions), 100 * active},
		"RESPONSE_RATE": {100 * int64(satisfaction.Answered), int64(satisfaction.Invited)}, "SATISFACTION": {int64(satisfaction.Answers.Sum), int64(satisfaction.Answers.Count)}} {
		if of[1] > 0 {
			values[code] = big.NewRat(of[0], of[1])
		}
	}
	return values, nil
}

// rounded is a figure as it is shown: whole things whole, the others to two decimals.
func rounded(r *big.Rat, unit string) *model.Decimal {
	if r == nil {
		return nil
	}
	places := 2
	if unit == "commune" || unit == "collectivité" {
		places = 0
	}
	d, err := model.ParseDecimal(r.FloatString(places))
	if err != nil {
		return nil
	}
	return &d
}
