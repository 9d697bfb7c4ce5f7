package contribution

import "maillage/model"

// Table is a rule as a table: every bracket of every part, then what changes their sum.
func Table(r *Rule) (rows []*model.RuleTableRow) {
	for _, p := range r.Parts {
		var s scale
		if s = scaleOf(p.Scale); p.Printed != nil {
			g, err := printed(p.Printed)
			if err != nil {
				continue
			}
			s = *g
		}
		if s == nil {
			continue
		}
		if b := s.brackets(); b != nil {
			rows = append(rows, bracketRows(p.Label, s, b)...)
			continue
		}
		row := &model.RuleTableRow{Label: p.Label + " : " + s.words(whole(1), whole(1))}
		switch s := s.(type) {
		case flat:
			row.Label, row.Amount = p.Label, amountOf(s.amount)
		case perUnit:
			row.Label, row.Rate = p.Label, decimalOf(s.rate)
		case pack:
			row.Label, row.Amount = p.Label+" : par lot entamé de "+french(s.size), amountOf(s.amount)
		case percentage:
			row.Label, row.Rate = p.Label, decimalOf(s.rate)
		case logarithmic:
			row.Label, row.From, row.UpTo, row.Rate = p.Label+" : coefficient de "+french(s.least)+" à "+french(s.most), decimalOf(s.from), decimalOf(s.upTo), decimalOf(s.rate)
		}
		rows = append(rows, row)
	}
	for _, c := range r.Corrections {
		x := correctionOf(c, halfUp)
		row := &model.RuleTableRow{Label: c.Label}
		switch x.kind {
		case toFloor, toCap:
			row.Amount = amountOf(x.value)
		case byFactor, byDiscount, inFirstYear:
			row.Rate = decimalOf(x.value)
		}
		rows = append(rows, row)
	}
	return rows
}

func bracketRows(label string, s scale, b *brackets) (rows []*model.RuleTableRow) {
	for i, t := range b.thresholds {
		row := &model.RuleTableRow{Label: label + " : " + b.label(i), From: decimalOf(t)}
		if i+1 < len(b.thresholds) {
			row.UpTo = decimalOf(b.thresholds[i+1])
		}
		switch s := s.(type) {
		case singleAmount, marginalAmount:
			row.Amount = amountOf(b.values[i])
		case matrix:
		case grid:
			switch {
			case s.rated[i]:
				row.Rate = decimalOf(b.values[i])
			case s.known[i]:
				row.Amount = amountOf(b.values[i])
			}
		default:
			row.Rate = decimalOf(b.values[i])
		}
		rows = append(rows, row)
	}
	return rows
}

func amountOf(n number) *model.Euro {
	e, ok := halfUp.of(n)
	if !ok {
		return nil
	}
	return &e
}

func decimalOf(n number) *model.Decimal {
	d, err := model.ParseDecimal(n.plain())
	if err != nil {
		return nil
	}
	return &d
}
