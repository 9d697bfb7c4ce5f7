package actions

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"

	"maillage/contribution"
	"maillage/model"
)

// frozen is all that a call is computed from, as opening found it. Its bytes are the same for the same inputs.
type frozen struct {
	Year   int
	Rules  []frozenRule
	Needs  []contribution.Need
	Bodies []frozenBody
	Cases  []contribution.Case
}

type frozenRule struct {
	ID      model.RuleID
	Version int
	ValidTo *model.Date
	Content json.RawMessage
}

type frozenBody struct {
	contribution.Body
	Values []frozenValue
}

type frozenValue struct {
	Value   model.Decimal
	Vintage string
	Known   bool
}

// freeze packs inputs, and gives their fingerprint.
func freeze(rules []contribution.Published, f *facts) (packed []byte, fingerprint string, err error) {
	out := frozen{Year: f.Year, Needs: f.Needs, Cases: f.Cases}
	for _, r := range rules {
		out.Rules = append(out.Rules, frozenRule{r.ID, r.Version, r.ValidTo, contribution.Encode(r.Rule)})
	}
	for _, b := range f.Bodies {
		body := frozenBody{Body: b}
		for _, v := range b.Values {
			body.Values = append(body.Values, frozenValue{v.Decimal, v.Vintage, v.Known})
		}
		body.Body.Values = nil
		out.Bodies = append(out.Bodies, body)
	}
	text, err := json.Marshal(out)
	if err != nil {
		return nil, "", err
	}
	sum := sha256.Sum256(text)
	var b bytes.Buffer
	z, err := zstd.NewWriter(&b, zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, "", err
	}
	if _, err := z.Write(text); err != nil {
		return nil, "", err
	}
	if err := z.Close(); err != nil {
		return nil, "", err
	}
	return b.Bytes(), hex.EncodeToString(sum[:]), nil
}

// thaw unpacks inputs, and holds them to their fingerprint.
func thaw(packed []byte, fingerprint string) ([]contribution.Published, *contribution.Facts, error) {
	z, err := zstd.NewReader(bytes.NewReader(packed), zstd.WithDecoderConcurrency(1))
	if err != nil {
		return nil, nil, err
	}
	defer z.Close()
	text, err := io.ReadAll(z)
	if err != nil {
		return nil, nil, err
	}
	if sum := sha256.Sum256(text); hex.EncodeToString(sum[:]) != fingerprint {
		return nil, nil, fmt.Errorf("the inputs of the call are not those that were frozen: their fingerprint is %x, not %s", sum, fingerprint)
	}
	var in frozen
	if err := json.Unmarshal(text, &in); err != nil {
		return nil, nil, err
	}
	f := &contribution.Facts{Year: in.Year, Needs: in.Needs, Cases: in.Cases}
	for _, b := range in.Bodies {
		body := b.Body
		for _, v := range b.Values {
			body.Values = append(body.Values, contribution.Value{Decimal: v.Value, Vintage: v.Vintage, Known: v.Known})
		}
		f.Bodies = append(f.Bodies, body)
	}
	var rules []contribution.Published
	for _, r := range in.Rules {
		content, err := contribution.Decode(r.Content)
		if err != nil {
			return nil, nil, err
		}
		rules = append(rules, contribution.Published{ID: r.ID, Version: r.Version, ValidTo: r.ValidTo, Rule: content})
	}
	return rules, f, nil
}

// prune keeps the bodies that the cases refer to: the others are nobody's business in this call.
func (f *facts) prune() {
	kept := make([]int32, len(f.Bodies))
	for i := range kept {
		kept[i] = -1
	}
	var bodies []contribution.Body
	keep := func(i int32) int32 {
		if kept[i] < 0 {
			kept[i] = int32(len(bodies))
			bodies = append(bodies, f.Bodies[i])
		}
		return kept[i]
	}
	for i := range f.Cases {
		c := &f.Cases[i]
		c.Subscriber = keep(c.Subscriber)
		for j, b := range c.Beneficiaries {
			c.Beneficiaries[j] = keep(b)
		}
	}
	f.Bodies = bodies
}
