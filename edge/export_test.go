package edge

import (
	"context"
	"math"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// Fullest is the introspection by which the limit of introspections is set.
const Fullest = fullest

// Check runs the guard alone.
func Check(ctx context.Context, doc *ast.QueryDocument, l Limits) (steps int, fault *gqlerror.Error) {
	return Options{Limits: l}.filled().Limits.check(ctx, doc, description{most: math.MaxInt})
}
