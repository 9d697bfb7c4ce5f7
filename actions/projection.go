package actions

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"maillage/contribution"
	"maillage/model"
)

// projection is what the contributions of a year come to, whoever is asked about: kept until something changes that they are computed from.
type projection struct {
	changes  int // of money, when it was made
	basis    model.StakeBasis
	communes map[model.CollectivityID]*borne
	ids      []model.CollectivityID // of the communes
}

// borne is what is subscribed to for a commune.
type borne struct {
	body       *contribution.Body
	offers     []borneOffer
	imputed    model.Euro
	standalone *model.Euro // nil where an offer has no price for it alone
	paid       model.Euro
	rebilled   model.Euro
	payer      model.CollectivityID
	alone      map[model.OfferID]*model.Euro // the price of each service by itself
}

// borneOffer is an offer that a commune benefits from.
type borneOffer struct {
	code     contribution.Offer
	services []model.OfferID // by code
	imputed  model.Euro
}

// projections are kept for the years asked for last.
type projections struct {
	mu   sync.Mutex
	kept map[int]*projection
}

const mostProjections = 8

// projectionOf is what the contributions of a year come to: by the frozen inputs of its call, once one is open, else by the rules, bodies
// and subscriptions of now.
func (a *Actions) projectionOf(ctx context.Context, year int) (*projection, error) {
	changes, err := a.DB.MoneyChanges(ctx)
	if err != nil {
		return nil, err
	}
	a.projected.mu.Lock()
	defer a.projected.mu.Unlock()
	if p := a.projected.kept[year]; p != nil && p.changes == changes {
		return p, nil
	}
	p, err := a.project(ctx, year)
	if err != nil {
		return nil, err
	}
	p.changes = changes // what changed since will be seen the next time
	if a.projected.kept == nil || len(a.projected.kept) >= mostProjections {
		a.projected.kept = map[int]*projection{}
	}
	a.projected.kept[year] = p
	return p, nil
}

func (a *Actions) project(ctx context.Context, year int) (*projection, error) {
	p := &projection{basis: model.StakeBasisProjected, communes: map[model.CollectivityID]*borne{}}
	call, err := a.DB.CampaignOf(ctx, year)
	if err != nil {
		return nil, err
	}
	rules, f, err := a.inputsOf(ctx, call, year)
	if err != nil {
		return nil, err
	}
	if call != nil {
		p.basis = model.StakeBasisCalled
	}
	codes, opens, err := a.DB.OfferContents(ctx, model.NewDate(year, time.January, 1))
	if err != nil {
		return nil, err
	}
	services := map[contribution.Offer][]model.OfferID{}
	for id, list := range opens {
		services[contribution.Offer(codes[id])] = list
	}
	statements := contribution.Compute(rules, f)
	p.impute(statements, services)
	p.priceAlone(rules, f, services, codes)
	p.ids = slices.Sorted(maps.Keys(p.communes))
	return p, a.rebilled(ctx, p, statements, year)
}

// inputsOf are what opening a call froze, or without one what is there now.
func (a *Actions) inputsOf(ctx context.Context, call *model.Campaign, year int) ([]contribution.Published, *contribution.Facts, error) {
	if call != nil {
		inputs, err := a.DB.CampaignInputs(ctx, call.ID)
		if err != nil {
			return nil, nil, err
		}
		return thaw(inputs, call.Fingerprint)
	}
	rules, f, err := a.ruled(ctx, year)
	if err != nil {
		return nil, nil, err
	}
	f.prune()
	return rules, &f.Facts, nil
}

// impute gives each commune its shares of all that is subscribed to for it.
func (p *projection) impute(statements []contribution.Statement, services map[contribution.Offer][]model.OfferID) {
	most := map[model.CollectivityID]model.Euro{}
	for i := range statements {
		s := &statements[i]
		if !s.Priced {
			continue
		}
		payers := s.Payers()
		for _, payer := range payers {
			if payer.Body != nil && payer.Body.Kind == model.CollectivityKindCommune {
				p.of(payer.Body).paid += payer.Amount
			}
		}
		for _, b := range s.Beneficiaries() {
			if b.Body.Kind != model.CollectivityKindCommune {
				continue
			}
			c := p.of(b.Body)
			c.offers = append(c.offers, borneOffer{s.Case.Offer, services[s.Case.Offer], b.Imputed})
			c.imputed += b.Imputed
			if c.standalone != nil && b.Standalone != nil {
				sum := *c.standalone + *b.Standalone
				c.standalone = &sum
			} else {
				c.standalone = nil
			}
			if len(payers) > 0 && (c.payer == 0 || b.Imputed > most[b.Body.ID]) {
				most[b.Body.ID], c.payer = b.Imputed, principal(payers)
			}
		}
	}
}

// principal is who owes most.
func principal(payers []contribution.Share) model.CollectivityID {
	return slices.MaxFunc(payers, func(a, b contribution.Share) int { return cmp.Compare(a.Amount, b.Amount) }).ID
}

func (p *projection) of(b *contribution.Body) *borne {
	c := p.communes[b.ID]
	if c == nil {
		c = &borne{body: b, standalone: new(model.Euro), alone: map[model.OfferID]*model.Euro{}}
		p.communes[b.ID] = c
	}
	return c
}

// priceAlone prices each service that a commune benefits from, by itself, for the whole year.
func (p *projection) priceAlone(rules []contribution.Published, f *contribution.Facts, services map[contribution.Offer][]model.OfferID, codes map[model.OfferID]string) {
	type asked struct {
		commune *borne
		service model.OfferID
	}
	var order []asked
	only := *f
	only.Cases = nil
	for i := range f.Bodies {
		c := p.communes[f.Bodies[i].ID]
		if c == nil {
			continue
		}
		once := map[model.OfferID]bool{}
		for _, o := range c.offers {
			for _, service := range o.services {
				if !once[service] {
					once[service] = true
					order = append(order, asked{c, service})
					only.Cases = append(only.Cases, contribution.Case{Subscriber: int32(i), Beneficiaries: []int32{int32(i)}, Offer: contribution.Offer(codes[service]),
						Scope: model.SubscriptionScopeOwn, From: model.NewDate(f.Year, time.January, 1)})
				}
			}
		}
	}
	statements := contribution.Compute(rules, &only)
	for i := range statements {
		if statements[i].Priced {
			order[i].commune.alone[order[i].service] = &statements[i].Total
		}
	}
}
