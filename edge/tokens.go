package edge

import (
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/lexer"
)

// count reads a document word by word: linear in its length, where validation is quadratic in its fields and a
// suggestion for a wrong name takes time by the name's length. What is not a word is left for the parser to tell.
func (l Limits) count(src *ast.Source) (tokens int, fault *gqlerror.Error) {
	if n := len(src.Input); n > l.Document {
		return 0, exceed(CodeDocument, n, l.Document,
			"the operation's text has %d bytes, more than the %d allowed: move values into variables, or ask for less at a time", n, l.Document)
	}
	words := lexer.New(src)
	for {
		t, err := words.ReadToken()
		if err != nil || t.Kind == lexer.EOF {
			break
		}
		tokens++
		if t.Kind == lexer.Name && len(t.Value) > l.Name && fault == nil {
			fault = exceed(CodeName, len(t.Value), l.Name, "a name in the operation has %d characters, more than the %d allowed", len(t.Value), l.Name)
			fault.Locations = []gqlerror.Location{{Line: t.Pos.Line, Column: t.Pos.Column}}
		}
	}
	if tokens > l.Tokens {
		fault = exceed(CodeTokens, tokens, l.Tokens,
			"the operation has %d tokens, more than the %d allowed: ask for less at a time", tokens, l.Tokens)
	}
	return tokens, fault
}
