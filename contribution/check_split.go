package contribution

import (
	"fmt"

	"maillage/model"
)

func checkEnvelope(faults *model.Errors, r *Rule) {
	e := r.Envelope
	if e == nil {
		return
	}
	if e.Total != nil {
		notNegative(faults, "envelope.total", *e.Total)
	}
	var shares []model.Decimal
	for i, k := range e.Keys {
		path := fmt.Sprintf("envelope.keys.%d", i)
		checkLabel(faults, path, k.Label)
		checkBasis(faults, path+".basis", k.Basis)
		if k.Share != nil {
			shares = append(shares, *k.Share)
		}
	}
	if len(e.Keys) == 0 || len(shares) == len(e.Keys) { // those that are not known are told elsewhere
		checkShares(faults, "envelope.keys", shares)
	}
	if e.Growth != nil {
		notNegative(faults, "envelope.growth.previousTotal", e.Growth.PreviousTotal)
		if of(e.Growth.Index).cmp(whole(-1)) < 0 {
			faults.Add("", model.Invalid("envelope.growth.index", "a growth of %s would leave less than nothing: write 0.02 for 2 %%, -0.02 for a fall", e.Growth.Index))
		}
	}
}

// checkShares holds shares to make one whole.
func checkShares(faults *model.Errors, path string, shares []model.Decimal) {
	sum := number{}
	for i, s := range shares {
		notNegative(faults, fmt.Sprintf("%s.%d.share", path, i), s)
		sum = sum.add(of(s))
	}
	if sum.cmp(whole(1)) != 0 {
		faults.Add("", model.Invalid(path, "the shares sum to %s: they must make 1, the whole", sum.plain()))
	}
}

func checkAllocation(faults *model.Errors, r *Rule) {
	if r.Allocation == nil {
		return
	}
	shares := make([]model.Decimal, len(r.Allocation))
	for i, a := range r.Allocation {
		shares[i] = a.Share
		checkKey(faults, fmt.Sprintf("allocation.%d", i), or(a.Key, model.SplitKeyPopulation), a.Basis)
	}
	checkShares(faults, "allocation", shares)
}

// checkKey holds a key of a split to name a basis where it needs one.
func checkKey(faults *model.Errors, path string, key model.SplitKey, basis *model.BasisInput) {
	switch {
	case key == model.SplitKeyBasis && basis == nil:
		faults.Add("", model.Invalid(path+".basis", "the key BASIS names the basis by which the amount is split"))
	case key != model.SplitKeyBasis && basis != nil:
		faults.Add("", model.Invalid(path+".basis", "only the key BASIS is followed by a basis: leave it out, or choose that key"))
	case basis != nil:
		checkBasis(faults, path+".basis", basis)
	}
}
