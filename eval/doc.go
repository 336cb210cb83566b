// Package eval compares positions with gold: precision, recall and F1 of what
// was found, by the rules of the annotation guidelines, and the agreement of
// two coders.
//
// It may import schema only: it judges positions wherever they come from.
package eval
