package documents

import (
	"context"
	"fmt"
	"net/http"

	"maillage/db"
	"maillage/model"
)

// Stake is the path of what a commune costs, as a page to print.
func (o *Office) Stake(s *model.Stake, code string) string {
	return fmt.Sprintf("/documents/stakes/%d/%s", s.Year, code)
}

// stakePage is what the page of a commune shows.
type stakePage struct {
	Notice   string
	Commune  *model.Commune
	Payer    *model.Body
	Stake    *model.Stake
	Services []*model.ServiceStake
	Names    map[model.OfferID]string
	Verdict  string
}

// verdicts tell a standing to who stands there.
var verdicts = map[model.Standing]string{
	model.StandingEngaged:         "La commune utilise les services et prend part à leur coût.",
	model.StandingEngagedAtNoCost: "La commune utilise les services sans en supporter le coût.",
	model.StandingFreeRiding:      "La commune utilise les services bien plus que ses semblables, n'en supporte aucun coût et n'a pris aucun engagement : une charte d'usage est proposée.",
	model.StandingDormant:         "La commune n'a utilisé aucun service pendant les six derniers mois complets : son référent peut l'aider à reprendre.",
	model.StandingNeverUsed:       "La commune n'a encore utilisé aucun service : son référent peut l'aider à commencer.",
}

func (o *Office) stake(ctx context.Context, w http.ResponseWriter, r *http.Request) error {
	year, err := yearOf(r)
	if err != nil {
		return err
	}
	commune, err := o.DB.CommuneByCode(ctx, r.PathValue("code"), nil, db.All)
	if err != nil {
		return err
	}
	if commune == nil {
		return model.NotFound("code", "no commune has the INSEE code %q", r.PathValue("code"))
	}
	stakes, err := o.Actions.Stakes(ctx, []model.CollectivityID{commune.ID}, year)
	if err != nil {
		return err
	}
	services, err := o.Actions.ServiceStakes(ctx, stakes)
	if err != nil {
		return err
	}
	p := &stakePage{Notice: o.Notice, Commune: commune, Stake: stakes[0], Services: services[0]}
	if p.Names, err = o.names(ctx); err != nil {
		return err
	}
	if s := p.Stake.Standing; s != nil {
		p.Verdict = verdicts[*s]
	}
	payers, err := o.DB.Collectivities(ctx, []model.CollectivityID{p.Stake.PayerID}, db.All)
	if err != nil {
		return err
	}
	if payers[0] != nil {
		p.Payer = payers[0].Base()
	}
	return show(w, "stake.html", p)
}
