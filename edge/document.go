package edge

import (
	"context"
	"errors"
	"fmt"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

// documents turns texts into documents that are valid and within the limits, and keeps those.
type documents struct {
	schema    *ast.Schema
	limits    Limits
	described description
	kept      *cache[*document]
	// helpful rules suggest names for wrong ones, at a price; terse ones do not.
	helpful, terse *rules.Rules
}

// document is one that has passed, with its text.
type document struct {
	*ast.QueryDocument
	text string
}

// suggested is the length of the longest document for whose wrong fields others are suggested: each is compared with
// each name of its type, letter by letter.
const suggested = 4 << 10

// told is how many faults of a document are listed.
const told = 20

func newDocuments(schema *ast.Schema, l Limits) *documents {
	terse := rules.NewDefaultRules()
	terse.ReplaceRule(rules.FieldsOnCorrectTypeRule.Name, rules.FieldsOnCorrectTypeRuleWithoutSuggestions.RuleFunc)
	terse.ReplaceRule(rules.ScalarLeafsRule.Name, rules.ScalarLeafsRuleWithoutSuggestions.RuleFunc)
	return &documents{
		schema: schema, limits: l, described: describe(schema), kept: newCache[*document](l.Cache),
		helpful: rules.NewDefaultRules(), terse: terse,
	}
}

// read is the document of a text in JSON. It is found again by these bytes: decoding them would cost as much.
func (d *documents) read(ctx context.Context, raw []byte) (*document, gqlerror.List) {
	if doc, ok := d.kept.get(raw); ok {
		return doc, nil
	}
	query := string(unquote(raw))
	src := &ast.Source{Input: query}
	tokens, fault := d.limits.count(src)
	if fault != nil {
		return nil, gqlerror.List{fault}
	}
	doc, err := parser.ParseQuery(src)
	if err != nil {
		return nil, gqlerror.List{unparsed(err)}
	}
	if len(doc.Operations) == 0 {
		return nil, gqlerror.List{refuse(CodeValidation, "the document holds no operation: write one, as in { __typename }")}
	}
	if _, fault := d.limits.check(ctx, doc, d.described); fault != nil {
		return nil, gqlerror.List{fault}
	}
	if faults := d.validate(doc, len(query)); len(faults) > 0 {
		return nil, faults
	}
	// A parsed token takes some 400 bytes where it is a field; most take less.
	return d.kept.add(string(raw), &document{doc, query}, len(raw)+2*len(query)+400*tokens), nil
}

func (d *documents) validate(doc *ast.QueryDocument, length int) gqlerror.List {
	chosen := d.helpful
	if length > suggested {
		chosen = d.terse
	}
	faults := validator.ValidateWithRules(d.schema, doc, chosen)
	if more := len(faults) - told; more > 0 {
		faults = append(faults[:told:told], &gqlerror.Error{Message: fmt.Sprintf("%d more faults are not listed", more)})
	}
	for _, f := range faults {
		f.Extensions = map[string]any{"code": CodeValidation}
	}
	return faults
}

func unparsed(err error) *gqlerror.Error {
	var at *gqlerror.Error
	fault := refuse(CodeParse, "the operation cannot be read: %s", clip(err.Error()))
	if errors.As(err, &at) {
		fault.Message = "the operation cannot be read: " + clip(at.Message)
		fault.Locations = at.Locations
	}
	return fault
}
