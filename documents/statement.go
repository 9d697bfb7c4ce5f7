package documents

import (
	"context"
	"embed"
	"html/template"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"maillage/db"
	"maillage/model"
)

//go:embed *.html
var texts embed.FS

var pages = template.Must(template.New("").Funcs(template.FuncMap{
	"euros": euros, "day": day, "number": number, "key": func(k model.RebillingKey) string { return keys[k] }, "status": func(s model.CampaignStatus) string { return statuses[s] }, "activity": func(k model.ActivityKind) string { return activities[k] },
	"stage": func(s *model.JourneyStage) string {
		if s == nil {
			return "–"
		}
		return stages[*s]
	},
	"add": func(a, b model.Euro) model.Euro { return a + b },
}).ParseFS(texts, "*.html"))

// statementPage is what the page of a payer shows.
type statementPage struct {
	Notice      string
	Call        *model.Campaign
	Payer       *model.Body
	Due         *model.Due
	Groups      []*group
	Instalments []*model.Instalment
	CreditNotes []*model.CreditNote
	Payments    []*model.Payment
	Balance     model.Euro
	Recap       *model.Recap // of an EPCI, once the call is issued
	Names       map[model.CollectivityID]string
}

// group are the lines that follow from one rule.
type group struct {
	Rule  *model.ContributionRule
	Lines []*model.DueLine
	Sum   model.Euro
}

// statement is the detailed account of what a payer owes, to be checked line by line.
func (o *Office) statement(ctx context.Context, w http.ResponseWriter, call *model.Campaign, r *http.Request) error {
	id, _ := strconv.ParseInt(r.PathValue("payer"), 10, 64)
	p, err := o.statementOf(ctx, call, model.CollectivityID(id))
	if err != nil {
		return err
	}
	if p == nil {
		return model.NotFound("payer", "nobody of this number owes anything in the call of %d", call.Year)
	}
	return show(w, "statement.html", p)
}

func (o *Office) statementOf(ctx context.Context, call *model.Campaign, payer model.CollectivityID) (*statementPage, error) {
	due, err := o.DB.DueOfPayer(ctx, call.ID, payer)
	if err != nil || due == nil {
		return nil, err
	}
	p := &statementPage{Notice: o.Notice, Call: call, Due: due, Names: map[model.CollectivityID]string{}}
	some := []model.DueID{due.ID}
	var lines [][]*model.DueLine
	var instalments [][]*model.Instalment
	var notes [][]*model.CreditNote
	var payments [][]*model.Payment
	var balances []model.Euro
	var recaps []*model.Recap
	for _, read := range []func() error{
		func() (err error) { lines, err = o.DB.LinesOf(ctx, some); return err },
		func() (err error) { instalments, err = o.DB.InstalmentsOf(ctx, some); return err },
		func() (err error) { notes, err = o.DB.CreditNotesOf(ctx, some); return err },
		func() (err error) { payments, err = o.DB.PaymentsOf(ctx, some); return err },
		func() (err error) { balances, err = o.DB.BalancesOf(ctx, some); return err },
		func() (err error) {
			recaps, err = o.Actions.Recaps(ctx, []model.CollectivityID{payer}, call.Year)
			return err
		},
	} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	p.Instalments, p.CreditNotes, p.Payments, p.Balance = instalments[0], notes[0], payments[0], balances[0]
	if recaps[0] != nil && len(recaps[0].Beneficiaries) > 1 {
		p.Recap = recaps[0]
	}
	if err := o.group(ctx, p, lines[0]); err != nil {
		return nil, err
	}
	return p, o.name(ctx, p)
}

// group puts the lines under their rules.
func (o *Office) group(ctx context.Context, p *statementPage, lines []*model.DueLine) error {
	var ids []model.RuleID
	for _, l := range lines {
		ids = append(ids, l.RuleID)
	}
	rules, err := o.DB.Rules(ctx, ids)
	if err != nil {
		return err
	}
	for i, l := range lines {
		if i == 0 || l.RuleID != lines[i-1].RuleID {
			p.Groups = append(p.Groups, &group{Rule: rules[i]})
		}
		g := p.Groups[len(p.Groups)-1]
		g.Lines, g.Sum = append(g.Lines, l), g.Sum+l.Amount
	}
	return nil
}

// name reads the names of all whom the page tells about.
func (o *Office) name(ctx context.Context, p *statementPage) error {
	ids := []model.CollectivityID{p.Due.PayerID}
	for _, g := range p.Groups {
		for _, l := range g.Lines {
			ids = append(ids, l.BeneficiaryID)
		}
	}
	if p.Recap != nil {
		for _, b := range p.Recap.Beneficiaries {
			ids = append(ids, b.CollectivityID)
		}
	}
	slices.Sort(ids)
	bodies, err := o.DB.Collectivities(ctx, slices.Compact(ids), db.All)
	if err != nil {
		return err
	}
	for _, b := range bodies {
		if b != nil {
			p.Names[b.Base().ID] = b.Base().Name
			if b.Base().ID == p.Due.PayerID {
				p.Payer = b.Base()
			}
		}
	}
	return nil
}

func show(w http.ResponseWriter, name string, page any) error {
	var text strings.Builder
	if err := pages.ExecuteTemplate(&text, name, page); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
	_, err := w.Write([]byte(text.String()))
	return err
}
