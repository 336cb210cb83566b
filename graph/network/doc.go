// Package network makes networks of positions and measures them: who names
// what, who stands with whom and against whom, in which blocs, and how that
// changed. It follows the practice of discourse network analysis.
//
// It may import schema and the standard library. It knows no store: it reads
// positions as they come, and keeps what their holders, targets and dates take
// but not the positions themselves.
//
// From the first to the last: options.go says what counts, collect.go reads
// positions, twomode.go is the network of holders and targets, window.go cuts
// it by time, project.go makes networks of holders alone, louvain.go finds
// blocs, betweenness.go, closeness.go, degree.go and eigenvector.go find who
// is central, compare.go, changes.go and timeline.go answer questions about
// single holders, and the write files write GraphML, GEXF, DOT and CSV.
//
// The same positions give the same networks, in whatever order they come, and
// the same networks give the same bytes on any number of processors.
//
// # Sources
//
//   - Leifeld, P. (2017). Discourse Network Analysis: Policy Debates as Dynamic
//     Networks. In Victor, Montgomery and Lubell (eds.), The Oxford Handbook of
//     Political Networks, ch. 12.
//   - Leifeld, P. and Haunss, S. (2012). Political Discourse Networks and the
//     Conflict over Software Patents in Europe. European Journal of Political
//     Research 51(3), 382-409.
//   - Leifeld, P., Gruber, J. and Bossner, F. R. (2018). Discourse Network
//     Analyzer Manual, ch. 2 (Algorithms): "the manual" below.
package network
