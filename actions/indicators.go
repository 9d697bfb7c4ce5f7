package actions

import (
	"context"

	"maillage/db"
	"maillage/model"
)

// indicators are what usage can be counted by, found by the codes of service and indicator.
type indicators struct {
	services map[string]*model.OfferTerms
	terms    map[model.OfferID]*model.OfferTerms
	byCodes  map[[2]string]*model.ServiceIndicator
}

func readIndicators(ctx context.Context, tx *db.Store) (*indicators, error) {
	list, terms, err := tx.Indicators(ctx)
	if err != nil {
		return nil, err
	}
	known := &indicators{map[string]*model.OfferTerms{}, terms, map[[2]string]*model.ServiceIndicator{}}
	for _, i := range list {
		service := terms[i.ServiceID]
		known.services[service.Code], known.byCodes[[2]string{service.Code, i.Code}] = service, i
	}
	return known, nil
}

func (k *indicators) find(service, code string) (*model.ServiceIndicator, error) {
	if i := k.byCodes[[2]string{service, code}]; i != nil {
		return i, nil
	}
	if k.services[service] == nil {
		return nil, model.NotFound("service", "no service %q is measured: see services and their indicators", service)
	}
	return nil, model.NotFound("indicator", "%s has no indicator %q: see its indicators", service, code)
}

// of is the service that an indicator belongs to, nil for none.
func (k *indicators) of(i *model.ServiceIndicator) *model.OfferTerms {
	if i == nil {
		return nil
	}
	return k.terms[i.ServiceID]
}

// Indicator is the indicator of a service by its code, the principal one without.
func (a *Actions) Indicator(ctx context.Context, service string, code *string) (*model.ServiceIndicator, error) {
	known, err := readIndicators(ctx, a.DB)
	if err != nil {
		return nil, err
	}
	if code != nil {
		return known.find(service, *code)
	}
	for _, i := range known.byCodes {
		if i.Principal && known.of(i).Code == service {
			return i, nil
		}
	}
	return known.find(service, "")
}
