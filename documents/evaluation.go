package documents

import (
	"context"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"time"

	"maillage/db"
	"maillage/model"
)

// Report is the path of the yearly activity report of a territory.
func (o *Office) Report(e *model.Evaluation) string {
	return fmt.Sprintf("/documents/reports/%d/%s/%s", e.Year, territories[e.Kind], e.Code)
}

var territories = map[model.CollectivityKind]string{model.CollectivityKindRegion: "region", model.CollectivityKindDepartment: "department", model.CollectivityKindEPCI: "epci"}

// reportPage is what a yearly report shows.
type reportPage struct {
	Notice, Name   string
	Evaluation     *model.Evaluation
	Indicators     []*model.PolicyIndicator
	Responsibility *model.Responsibility
	Money          *model.PolicyReturn
	Satisfaction   *model.Satisfaction
	Activities     []*db.ActivitySum
	Adoption       *model.Adoption
	Codes          map[model.OfferID]string
	Standings      template.HTML
	Services       template.HTML
	Years          template.HTML
}

func (o *Office) report(ctx context.Context, w http.ResponseWriter, r *http.Request) error {
	year, err := yearOf(r)
	if err != nil {
		return err
	}
	kind := model.CollectivityKind("")
	for k, name := range territories {
		if name == r.PathValue("kind") {
			kind = k
		}
	}
	if kind == "" {
		return model.NotFound("kind", "%q is no kind of territory: region, department or epci", r.PathValue("kind"))
	}
	p, err := o.reportOf(ctx, kind, r.PathValue("code"), year)
	if err != nil {
		return err
	}
	return show(w, "report.html", p)
}

func (o *Office) reportOf(ctx context.Context, kind model.CollectivityKind, code string, year int) (*reportPage, error) {
	e, err := o.Actions.Evaluation(ctx, kind, code, year)
	if err != nil {
		return nil, err
	}
	over := db.Territory{Kind: kind, Code: code}
	p := &reportPage{Notice: o.Notice, Evaluation: e, Codes: map[model.OfferID]string{}}
	for _, read := range []func() error{
		func() (err error) { p.Name, err = o.DB.TerritoryName(ctx, over); return err },
		func() (err error) { p.Indicators, err = o.Actions.PolicyIndicators(ctx, e); return err },
		func() (err error) { p.Responsibility, err = e.Standings(); return err },
		func() (err error) { p.Money, err = e.Money(); return err },
		func() (err error) { p.Satisfaction, err = o.DB.SatisfactionOver(ctx, over, year); return err },
		func() (err error) { p.Adoption, err = o.DB.AdoptionIn(ctx, over, e.AsOf); return err },
		func() (err error) {
			p.Activities, err = o.DB.ActivitySums(ctx, e.Known, model.NewDate(year, time.January, 1), e.AsOf+1)
			return err
		},
		func() (err error) { p.Years, err = o.years(ctx, e); return err },
		func() (err error) { p.Codes, err = o.names(ctx); return err },
	} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	s := p.Responsibility
	p.Standings = stacked("Communes par positionnement", []part{count("Engagées", s.Engaged), count("Engagées sans coût", s.EngagedAtNoCost),
		count("Passagers clandestins", s.FreeRiding), count("Dormantes", s.Dormant), count("Jamais utilisatrices", s.NeverUsed)})
	var services []part
	for _, a := range p.Adoption.ByService {
		services = append(services, part{p.Codes[a.ServiceID], int64(a.Active), number(a.Active) + " sur " + number(a.Entitled), int64(a.Entitled)})
	}
	p.Services = bars("Communes actives parmi les bénéficiaires, par service", services)
	return p, nil
}

func count(label string, n int) part { return part{Label: label, Value: int64(n), Text: number(n)} }

// years draws what communes were imputed, and what they did not have to pay, over four years.
func (o *Office) years(ctx context.Context, e *model.Evaluation) (template.HTML, error) {
	var list []part
	for year := max(2022, e.Year-3); year <= e.Year; year++ {
		at, err := o.Actions.Evaluation(ctx, e.Kind, e.Code, year)
		var fault *model.Error
		if errors.As(err, &fault) {
			continue // the territory is younger
		} else if err != nil {
			return "", err
		}
		m, err := at.Money()
		if err != nil {
			return "", err
		}
		list = append(list, part{fmt.Sprintf("%d, imputé", year), int64(m.Contributions), euros(m.Contributions), 0}, part{fmt.Sprintf("%d, gain", year), max(0, int64(m.AvoidedCost)), euros(m.AvoidedCost), 0})
	}
	return bars("Contributions imputées et gain de mutualisation, par année", list), nil
}

// names are the services by key.
func (o *Office) names(ctx context.Context) (map[model.OfferID]string, error) {
	services, err := o.DB.AllServices(ctx, nil, db.All)
	found := map[model.OfferID]string{}
	for _, s := range services {
		found[s.ID] = s.Name
	}
	return found, err
}
