package contribution

import (
	"fmt"

	"maillage/model"
)

// tally adds lines up: exactly, and rounded as the rule says.
type tally struct {
	x        *pricing
	s        *Statement
	rounding rounding
	lines    model.Euro // sum of the lines
	whole    number     // the exact sum, where only the total is rounded
	large    bool
}

// exact is the sum that the next step goes on from.
func (t *tally) exact() number {
	if t.rounding.total {
		return t.whole
	}
	return euros(t.lines)
}

// add enters a line that changes the amount by so much; one that changes nothing is left out, unless it is a summand.
func (t *tally) add(l Line, by number) {
	round := t.rounding
	if round.total {
		round = halfUp
		t.whole = t.whole.add(by)
	}
	amount, ok := round.of(by)
	if !ok {
		t.large = true
		return
	}
	if amount == 0 && l.step != summand {
		return
	}
	l.Amount, l.of = amount, t.s
	t.enter(l)
}

func (t *tally) enter(l Line) {
	if t.lines += l.Amount; magnitude(int64(t.lines)) > uint64(MaxEuro) {
		t.large, t.lines = true, 0
	}
	t.x.run.lines = append(t.x.run.lines, l)
}

// close rounds the total and tells the difference to the lines.
func (t *tally) close() {
	if t.rounding.total && !t.large {
		total, ok := t.rounding.of(t.whole)
		if t.large = !ok; ok && total != t.lines {
			t.enter(Line{step: rounded, Amount: total - t.lines, about: nobody, of: t.s})
		}
	}
	if t.large {
		b := t.x.subscriber
		t.x.anomalies = append(t.x.anomalies, Anomaly{TooLarge, fmt.Sprintf("the contribution of %s (%s) is beyond %s euros: check the rates and the bases", b.Name, b.Code, MaxEuro), "", b})
	}
	t.s.Total = t.lines
}
