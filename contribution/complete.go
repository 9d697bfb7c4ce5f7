package contribution

import (
	"fmt"
	"strings"

	"maillage/model"
)

// Complete tells what keeps a draft from being published: what its source does not say.
func Complete(r *Rule) error {
	var faults model.Errors
	if len(r.Missing) > 0 {
		faults.Add("", model.Invalid("missing", "the source does not say: %s. Enter what is missing, and empty this list", strings.Join(r.Missing, "; ")))
	}
	unknown(&faults, r)
	return faults.Err()
}

// unknown tells the figures that a rule does not have. A draft may lack them if it says under missing what its source does not tell.
func unknown(faults *model.Errors, r *Rule) {
	lacks := func(known bool, what, path string, args ...any) {
		if !known {
			faults.Add("", model.Invalid(fmt.Sprintf(path, args...), "%s: give one, or say under missing what the source does not tell", what))
		}
	}
	for i, p := range r.Parts {
		lacks(p.Scale != nil || p.Printed != nil, "the part has no scale", "parts.%d.scale", i)
		if p.Printed != nil {
			for j, row := range p.Printed.Rows {
				lacks(row.Amount != nil || row.Rate != nil, "the line has neither amount nor rate", "parts.%d.printed.rows.%d.amount", i, j)
			}
		}
	}
	if r.Envelope != nil {
		lacks(r.Envelope.Total != nil, "the envelope has no total", "envelope.total")
		for i, k := range r.Envelope.Keys {
			lacks(k.Share != nil, "the key has no share", "envelope.keys.%d.share", i)
		}
	}
}
