package contribution

import (
	"fmt"

	"maillage/model"
)

// tally adds lines up: exactly, and rounded as the rule says.
type tally struct {
	rounding *rounding
	lines    model.Euro // sum of the lines
	whole    number     // the exact sum, where only the total is rounded
	large    bool
	noted    *[]Line // nil where only the sum is asked for
}

// exact is the sum that the next step goes on from.
func (t *tally) exact() number {
	if t.rounding.total {
		return t.whole
	}
	return euros(t.lines)
}

// add enters a line that changes the amount by so much; one that changes nothing is left out, unless it is a summand.
func (t *tally) add(l *Line, by number) {
	if l.Amount = t.change(by); l.Amount != 0 || l.step == summand {
		t.note(l)
	}
}

// change adds to the amount, and tells by how much a line changes it.
func (t *tally) change(by number) model.Euro {
	round := t.rounding
	if round.total {
		round = &halfUp
		t.whole = t.whole.add(by)
	}
	amount, ok := round.of(by)
	if t.lines += amount; !ok || magnitude(int64(t.lines)) > uint64(MaxEuro) {
		t.large, t.lines = true, 0
		return 0
	}
	return amount
}

func (t *tally) note(l *Line) {
	if t.noted != nil {
		*t.noted = append(*t.noted, *l)
	}
}

// close rounds the total and tells the difference to the lines.
func (t *tally) close(x *pricing) model.Euro {
	if t.rounding.total && !t.large {
		total, ok := t.rounding.of(t.whole)
		if t.large = !ok; ok && total != t.lines {
			t.note(&Line{step: rounded, Amount: total - t.lines, about: nobody})
			t.lines = total
		}
	}
	if t.large {
		b := x.subscriber
		x.anomalies = append(x.anomalies, Anomaly{TooLarge, fmt.Sprintf("the contribution of %s (%s) is beyond %s euros: check the rates and the bases", b.Name, b.Code, MaxEuro), "", b})
	}
	return t.lines
}
